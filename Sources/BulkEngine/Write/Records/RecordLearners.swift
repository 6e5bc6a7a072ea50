import BulkModel
import BulkStore

/// What the records of a call teach picklists, of their own module and of those of their parts.
struct RecordLearners {
    private(set) var own: [PickListLearner]
    private(set) var related: [[PickListLearner]]
    private let modules: [Module]

    init(_ plan: RecordPlan) {
        own = plan.own.pickLists.map { PickListLearner($0) }
        related = plan.related.map { $0.plan.pickLists.map { PickListLearner($0) } }
        modules = plan.related.map(\.plan.module)
        module = plan.own.module
    }

    private let module: Module

    /// The same for a record that may be refused, and has taught nothing then.
    func copy() -> Self {
        var copy = self
        copy.own = own.map { $0.copy() }
        copy.related = related.map { $0.map { $0.copy() } }
        return copy
    }

    func store(in session: any ImportSession) throws {
        for (module, learners) in zip([module] + modules, [own] + related) {
            for learner in learners {
                let learned = learner.takeLearned()
                if !learned.isEmpty { try session.add(learned, toPickList: learner.list.field, of: module) }
            }
        }
    }
}

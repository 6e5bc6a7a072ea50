public import BulkModel
import BulkStore
import FoundationEssentials

extension Engine {
    /// What applying a document would do; nothing is changed.
    /// - Throws: ``SchemaDocumentProblem``.
    public func plan(_ document: SchemaDocument, for organization: ObjectID) async throws -> [SchemaStep] {
        let store = try await storage.store(of: organization)
        var revision = try await SchemaRevision(
            store: store, limits: limits, quirks: quirks, author: nil, now: time.now, numbers: RehearsalNumbers(prefix: organization.prefix)
        )
        var application = SchemaApplication(document)
        try await application.carryOut(on: &revision)
        return application.steps
    }

    /// Makes an organisation's schema what a document says, all of it or nothing.
    /// - Parameter check: looks at the steps before they are taken; what it throws ends everything.
    /// - Returns: the steps taken.
    /// - Throws: ``SchemaDocumentProblem``; ``DraftProblem`` where records stand against a step.
    public func apply(
        _ document: SchemaDocument, to organization: ObjectID, check: ([SchemaStep]) throws -> Void
    ) async throws -> [SchemaStep] {
        let store = try await storage.store(of: organization)
        return try await revise(store, author: nil) { revision in
            var application = SchemaApplication(document)
            try await application.carryOut(on: &revision)
            try check(application.steps)
            return application.steps
        }
    }
}

/// Numbers for things that are never made.
private actor RehearsalNumbers: IdentityStore {
    private let prefix: Int64
    private var last: Int64 = 0

    /// Beyond the running numbers that any organisation comes to.
    private static let beginning = ObjectID.sequenceSpan / 4

    init(prefix: Int64) {
        self.prefix = prefix
    }

    func reserveIDs(_ count: Int) async throws -> ObjectID {
        defer { last += Int64(count) }
        return ObjectID(prefix: prefix, sequence: Self.beginning + last)
    }
}

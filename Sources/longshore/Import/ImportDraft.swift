import BulkModel
import BulkTransfer
import Foundation

/// An import as it would be done.
struct ImportDraft {
    let plan: ImportPlan
    /// In the order of the plan's resources.
    let proposals: [MappingProposal]
    let company: String
    let target: ImportTarget
    /// What else is told before anything begins.
    var otherNotes: [String] = []
    /// What a person has answered, by resource.
    var answers: [Int: [MappingQuestion.Answer]] = [:]

    /// Each says which file it is about, where there are several.
    var problems: [String] { about(\.problems) }
    var notes: [String] { otherNotes + about(\.notes) }

    private func about(_ texts: (MappingProposal) -> [String]) -> [String] {
        zip(plan.resources, proposals).flatMap { resource, proposal in
            texts(proposal).map { plan.resources.count > 1 ? "\(target.title(of: resource.table.file.name)): \($0)" : $0 }
        }
    }

    /// The mapping, for people.
    var words: String {
        let tables = zip(plan.resources, proposals).map { resource, proposal in
            let rows = proposal.table
            let title = TerminalStyle.bold.note("\(target.title(of: resource.table.file.name)) → \(resource.module)")
            return "\(title)  \(Terminal.grouped(resource.table.rows)) rows\n\n"
                + TextTable(header: rows[0], rows: Array(rows.dropFirst())).text
        }
        let notes = notes.map { TerminalStyle.yellow.note("note: \($0)") }
        return (tables.map { $0 + "\n" } + notes).joined(separator: "\n")
    }

    func question(at server: String) -> String {
        let what = plan.operation == .insert ? "Insert" : plan.operation == .update ? "Update" : "Upsert"
        let modules = plan.resources.map(\.module).joined(separator: " and ")
        return "\(what) \(Terminal.grouped(plan.rows)) rows: \(modules) of \(company) at \(server)?"
    }

    /// The command that sends rows again that were corrected.
    func command(for outcome: ImportOutcome) -> CommandAgain {
        CommandAgain(
            target: target, outcome: outcome,
            findings: zip(plan.resources, proposals).enumerated().map { index, pair in
                CommandAgain.Finding(module: pair.0.module, proposal: pair.1, answers: answers[index] ?? [])
            })
    }

    /// Keeps the mappings: the parent's under the name that was given, a child's with its module in it.
    /// - Throws: ``Failure``.
    func saveMappings(_ path: String) throws {
        for (index, (resource, proposal)) in zip(plan.resources, proposals).enumerated() {
            var place = path
            if index > 0 {
                let ending = (path as NSString).pathExtension
                place = (path as NSString).deletingPathExtension + ".\(resource.module)" + (ending.isEmpty ? "" : ".\(ending)")
            }
            do {
                try Data(MappingFile(proposal, module: resource.module, path: place).text.utf8).write(
                    to: URL(filePath: place), options: .atomic)
            } catch {
                throw Failure(.cannotWrite, "\(place) can't be written: \(error.localizedDescription)")
            }
        }
    }
}

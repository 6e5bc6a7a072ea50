import BulkClient
import BulkModel
import BulkTransfer
import Foundation

/// What an import would do, without a word to the server.
struct ImportTrial {
    let draft: ImportDraft
    let target: ImportTarget

    /// - Throws: ``Failure`` if it couldn't be done.
    func show(isJSON: Bool) throws {
        let folder = NSTemporaryDirectory() + "longshore-import-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotWrite, "\(folder) can't be made: \(error.localizedDescription)")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try draft.plan.parts(in: folder)
        Terminal.print(isJSON ? json(outcome).description : text(outcome))
        guard draft.problems.isEmpty else { throw Failure(.usage, draft.problems.joined(separator: "; ")) }
    }

    private func text(_ outcome: FileSplitter.Outcome) -> String {
        let parts = outcome.parts.enumerated().map { number, part in
            "  part \(number + 1)  \(Terminal.grouped(part.rows)) rows, \(Terminal.size(part.archiveSize)) compressed"
        }
        let notes = outcome.notes.map { "note: \($0)" }
        let jobs = outcome.parts.count == 1 ? "1 job:" : "\(outcome.parts.count) jobs:"
        return ([draft.words, jobs] + parts + notes + ["Nothing was sent."]).joined(separator: "\n")
    }

    private func json(_ outcome: FileSplitter.Outcome) -> JSONValue {
        [
            "module": .string(target.module), "operation": .string(draft.plan.operation.rawValue), "dry_run": true,
            "mappings": .array(modules),
            "parts": .array(outcome.parts.map { ["rows": .integer($0.rows), "bytes": .integer($0.archiveSize)] }),
            "notes": .strings(draft.notes + outcome.notes), "problems": .strings(draft.problems),
        ]
    }

    /// Of an import that isn't begun, because something must be put right before: an outcome without parts and rows, so that whoever reads
    /// outcomes can read it, too.
    var refusal: JSONValue {
        Self.refusal(
            module: target.module, operation: draft.plan.operation.rawValue, problems: draft.problems, mappings: modules, notes: draft.notes
        )
    }

    static func refusal(
        module: String, operation: String?, problems: [String], mappings: [JSONValue], notes: [String]
    ) -> JSONValue {
        [
            "module": .string(module), "operation": operation.map { .string($0) } ?? nil, "dry_run": false,
            "rows": 0, "added": 0, "updated": 0, "failed": 0, "skipped": 0, "parts": [],
            "errors": .array(
                problems.map { ["module": .string(module), "code": "NOT_BEGUN", "column": nil, "count": 0, "hint": .string($0)] }),
            "mappings": .array(mappings), "notes": .strings(notes), "problems": .strings(problems),
        ]
    }

    private var modules: [JSONValue] {
        zip(draft.plan.resources, draft.proposals).map { resource, proposal -> JSONValue in
            let columns = proposal.columns.map { match -> JSONValue in
                [
                    "column": .string(match.title), "number": .integer(match.column + 1),
                    "field": match.mapping.map { .string($0.field) } ?? nil, "format": match.format.map { .string($0) } ?? nil,
                    "how": .string(match.reasonText),
                ]
            }
            return [
                "module": .string(resource.module), "file": .string(resource.table.file.name), "rows": .integer(resource.table.rows),
                "columns": .array(columns),
            ]
        }
    }
}

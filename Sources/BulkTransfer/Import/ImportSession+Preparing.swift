import Foundation

extension ImportSession {
    /// Sees to it that the files are cut, and that the archives of parts that aren't done are there.
    func prepare() throws {
        guard let ledger else {
            try folder.removeRemains()
            return try begin(try cut())
        }
        contents = try ledger.parts.map { part in
            let path = folder.path(of: part.fileName, "json")
            guard let data = FileManager.default.contents(atPath: path), let content = try? JSONDecoder().decode(FilePart.self, from: data)
            else { throw TransferFailure(.file, "\(path) is gone or damaged, which the import can't go on without. \(Self.wayOut)") }
            return content
        }
        let isMissing = zip(ledger.parts, contents).contains { !$0.step.isCollected && !$1.isPresent(in: folder.path) }
        if isMissing {
            let before = contents
            let outcome = try cut()
            guard outcome.parts == before else {
                throw TransferFailure(.incomplete, "the file is not cut into the same parts as before. \(Self.wayOut)")
            }
        }
    }

    static let wayOut = "To begin anew, add --restart: rows that are in stay in, and come again"

    private func cut() throws -> FileSplitter.Outcome {
        contents = []
        var rows = 0
        return try plan.split(into: folder.path) { part in
            try Task.checkCancellation()
            try folder.files.store(part, as: ImportFolder.name(of: part.fileName, "json"))
            contents.append(part)
            rows += part.rows
            onProgress(ImportProgress(stage: .splitting, part: contents.count, parts: contents.count, done: rows, total: plan.rows))
        }
    }
}

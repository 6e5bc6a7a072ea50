import BulkFormats
import Foundation

/// The parts that are made, numbered in their order. Used by one thread at a time.
final class PartSequence {
    let folder: String
    private(set) var parts: [FilePart] = []
    private let each: (FilePart) throws -> Void
    private var drafts = 0

    /// Removes what an earlier run has left unfinished in the folder.
    /// - Parameter each: gets each part once its archive is in the folder.
    init(in folder: String, each: @escaping (FilePart) throws -> Void) {
        self.folder = folder
        self.each = each
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(Self.draft) { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    }

    private static let draft = "draft-"

    /// A path of its own for a file that is not yet, or never, a part.
    func draftPath() -> String {
        drafts += 1
        return "\(folder)/\(Self.draft)\(drafts)"
    }

    /// Makes a complete archive the next part.
    /// - Parameter contents: of the archive's entries, in their order.
    func add(_ archive: PartArchive, _ contents: [(source: Int, origins: RowOrigins)]) throws {
        let entries = try ZIPArchive(path: archive.file.temporaryPath).entries
        let number = String(parts.count + 1)
        let fileName = "part-\(String(repeating: "0", count: max(4 - number.count, 0)))\(number).zip"
        let tables = zip(entries, contents).map { entry, content in
            FilePart.Table(
                source: content.source, name: entry.name, size: Int(entry.size), checksum: entry.checksum, origins: content.origins)
        }
        try archive.file.commit(as: "\(folder)/\(fileName)")
        let part = FilePart(fileName: fileName, archiveSize: archive.file.count, tables: tables)
        parts.append(part)
        try each(part)
    }
}

import BulkFormats
import BulkModel

/// Which file of an archive a resource means. (bulk write specification, section 5.1)
struct EntryChoice {
    private let files: [ZIPArchiveEntry]

    /// Names that a refusal tells at most.
    private static let namesTold = 5

    /// Workbooks and texts of office programs are archives too, and have this file. (ECMA-376, part 2)
    private static let partOfWorkbooks = "[Content_Types].xml"

    /// - Parameter ignoresHidden: quirk ``Quirk/ignoreHiddenEntries``.
    init(of archive: ZIPArchive, ignoresHidden: Bool) {
        files = archive.entries.filter { !$0.isDirectory && !(ignoresHidden && $0.isHidden) }
    }

    /// - Parameter name: as the request gave it: with its folders, or without them where one file alone is called so.
    /// - Throws: `FILE_NOT_FOUND`, `FILE_NOT_SUPPORTED`.
    func entry(named name: String?) throws -> ZIPArchiveEntry {
        guard let name else { return try onlyEntry() }
        let path = ZIPArchiveEntry.path(of: name)
        let named = files.filter { $0.path == path }
        let candidates = named.isEmpty ? files.filter { $0.baseName == name } : named
        guard let entry = candidates.first else {
            throw BulkError.fileNotFound("the archive holds no file of the name \(name): \(told(files))")
        }
        guard candidates.count == 1 else {
            let advice = named.isEmpty ? "file_names takes the folder too" : "files of one archive need different names"
            throw BulkError.fileNotSupported("\(candidates.count) files in the archive are called \(name): \(told(candidates)); \(advice)")
        }
        return entry
    }

    private func onlyEntry() throws -> ZIPArchiveEntry {
        guard let entry = files.first else { throw BulkError.fileNotSupported("the archive is empty: it holds no file") }
        guard !files.contains(where: { $0.name == Self.partOfWorkbooks }) else {
            throw BulkError.fileNotSupported("the file is a workbook, not an archive with a CSV file: save its sheets as CSV")
        }
        guard files.count == 1 else {
            throw BulkError.fileNotSupported(
                "the archive holds \(files.count) files, and a job without file_names takes exactly one: \(told(files))")
        }
        guard entry.baseName.lowercased().hasSuffix(".csv") else {
            throw BulkError.fileNotSupported("the file in the archive, \(entry.path), is no CSV file: its name must end with .csv")
        }
        return entry
    }

    private func told(_ files: [ZIPArchiveEntry]) -> String {
        let names = files.prefix(Self.namesTold).map(\.path).joined(separator: ", ")
        let rest = files.count - Self.namesTold
        return files.isEmpty ? "it is empty" : rest > 0 ? "\(names) and \(rest) more" : names
    }
}

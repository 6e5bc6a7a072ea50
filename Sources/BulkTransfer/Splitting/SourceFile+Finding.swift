import BulkFormats
import Foundation

extension SourceFile {
    /// Finds the CSV files at a path: the file itself, or those of an archive in the archive's order.
    ///
    /// What can be read only once, standard input and pipes, is first copied into a folder. Whether a file is an archive is told by its
    /// first bytes.
    /// - Parameters:
    ///   - path: a dash for standard input.
    ///   - folder: an existing one; a copy stays there.
    /// - Returns: one at least.
    /// - Throws: ``TransferFailure``.
    public static func find(at path: String, spoolingInto folder: String) throws -> [SourceFile] {
        try search(path, spoolingInto: folder).files
    }

    /// What is at a path.
    public struct Found: Hashable, Sendable {
        /// One at least.
        public var files: [SourceFile]
        /// Names, with folders, of an archive's other files; those that operating systems put there are passed over.
        public var others: [String]
    }

    /// As ``find(at:spoolingInto:)``, with what else an archive holds.
    /// - Throws: ``TransferFailure``.
    public static func search(_ path: String, spoolingInto folder: String) throws -> Found {
        let file = try InputFile(path: path)
        var name = (path as NSString).lastPathComponent
        var place = path
        if !file.isRegular {
            if path == InputFile.standardInput { name = "input.csv" }
            place = folder + "/input"
            try spool(file, to: place)
        }
        let title = path == InputFile.standardInput ? "standard input" : path
        guard let format = try FileFormat(of: place) else {
            return Found(files: [SourceFile(path: place, entry: nil, name: name)], others: [])
        }
        guard format == .zip else { throw TransferFailure(.file, format.words(for: title)) }
        do {
            return try files(of: try ZIPArchive(path: place), at: place, title)
        } catch let error as ZIPError {
            throw TransferFailure(.file, "\(title): \(error)")
        }
    }

    private static func files(of archive: ZIPArchive, at path: String, _ title: String) throws -> Found {
        let names = archive.entries.map(\.name)
        if names.contains("[Content_Types].xml") {
            let format: FileFormat = names.contains { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") } ? .officeDocument : .workbook
            throw TransferFailure(.file, format.words(for: title))
        }
        if names.contains("mimetype"), names.contains("content.xml") {
            throw TransferFailure(.file, FileFormat.openDocument.words(for: title))
        }
        let entries = archive.entries.filter { !$0.isDirectory && !$0.isHidden && !isLitter($0.baseName) }
        let tables = entries.filter { $0.baseName.lowercased().hasSuffix(".csv") }
        let others = entries.filter { !$0.baseName.lowercased().hasSuffix(".csv") }.map(\.name)
        guard !tables.isEmpty else {
            let held = others.isEmpty ? "nothing" : others.prefix(5).joined(separator: ", ") + (others.count > 5 ? ", …" : "")
            throw TransferFailure(.file, "the archive \(title) holds \(held), and no CSV file: their names end in .csv")
        }
        return Found(files: tables.map { SourceFile(path: path, entry: $0.name, name: $0.baseName) }, others: others)
    }

    /// Whether an operating system puts a file of that name into folders.
    private static func isLitter(_ name: String) -> Bool {
        ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"].contains(name.lowercased())
    }

    private static func spool(_ file: InputFile, to path: String) throws {
        let copy = try OutputFile(temporaryPath: path + ".partial")
        defer { copy.release() }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(into: buffer)
            if count == 0 { break }
            try copy.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        try copy.commit(as: path)
    }
}

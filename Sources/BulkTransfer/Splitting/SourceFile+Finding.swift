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
        let file = try InputFile(path: path)
        var name = (path as NSString).lastPathComponent
        var place = path
        if !file.isRegular {
            if path == InputFile.standardInput { name = "input.csv" }
            place = folder + "/input"
            try spool(file, to: place)
        }
        guard try isArchive(place) else { return [SourceFile(path: place, entry: nil, name: name)] }
        do {
            return try files(of: try ZIPArchive(path: place), at: place)
        } catch let error as ZIPError {
            throw TransferFailure(.file, "\(path): \(error)")
        }
    }

    private static func files(of archive: ZIPArchive, at path: String) throws -> [SourceFile] {
        guard !archive.entries.contains(where: { $0.name == "[Content_Types].xml" }) else {
            throw TransferFailure(.file, "\(path) is a workbook, not a CSV file: save each of its sheets as CSV")
        }
        let files = archive.entries
            .filter { !$0.isDirectory && !$0.isHidden && $0.baseName.lowercased().hasSuffix(".csv") }
            .map { SourceFile(path: path, entry: $0.name, name: $0.baseName) }
        guard !files.isEmpty else {
            throw TransferFailure(.file, "the archive \(path) holds no CSV file: their names end in .csv")
        }
        return files
    }

    private static func isArchive(_ path: String) throws -> Bool {
        let file = try InputFile(path: path)
        return try withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { start in
            let count = try file.read(into: start)
            return count == 4 && (start.elementsEqual("PK\u{3}\u{4}".utf8) || start.elementsEqual("PK\u{5}\u{6}".utf8))
        }
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

import BulkFormats
import BulkTesting
import Foundation

@testable import BulkTransfer

/// Files on disk for tests of splitting, and what parts hold.
struct SplitFiles {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func write(_ bytes: some Sequence<UInt8>, as name: String) throws -> String {
        let path = folder.path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func archive(_ entries: [(name: String, text: String)], as name: String) throws -> String {
        var bytes: [UInt8] = []
        let writer = ZIPWriter { bytes += $0 }
        for entry in entries {
            try writer.beginEntry(entry.name, modified: 0)
            try Array(entry.text.utf8).withUnsafeBytes(writer.write)
            try writer.endEntry()
        }
        try writer.finish()
        return try write(bytes, as: name)
    }

    func table(
        _ text: String, as name: String = "leads.csv", encoding: CharacterEncoding? = nil, options: SourceOptions = SourceOptions()
    ) throws -> SourceTable {
        try table(Array(text.utf8), as: name, encoding: encoding, options: options)
    }

    func table(
        _ bytes: [UInt8], as name: String = "leads.csv", encoding: CharacterEncoding? = nil, options: SourceOptions = SourceOptions()
    ) throws -> SourceTable {
        let files = try SourceFile.find(at: try write(bytes, as: name), spoolingInto: folder.path)
        return try SourceTable(inspecting: files[0], encoding: encoding, options: options)
    }

    func splitter(_ limits: PartLimits = .zoho, into name: String = "parts") throws -> FileSplitter {
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return FileSplitter(into: path, limits: limits)
    }

    /// The texts of the files in a part's archive, by their names.
    func contents(of part: FilePart, in name: String = "parts") throws -> [String: String] {
        let archive = try ZIPArchive(path: "\(folder.path)/\(name)/\(part.fileName)")
        var texts: [String: String] = [:]
        for entry in archive.entries {
            let reader = try archive.open(entry, sizeLimit: .max)
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 10_000)
            while true {
                let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
                if count == 0 { break }
                bytes += buffer[..<count]
            }
            texts[entry.name] = String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }

    /// The only text of each part.
    func texts(of outcome: FileSplitter.Outcome) throws -> [String] {
        try outcome.parts.map { try contents(of: $0)["leads.csv"] ?? "" }
    }
}

extension PartLimits {
    static func rows(_ rows: Int) -> PartLimits { PartLimits(rows: rows, size: 1_000_000_000, archiveSize: 1_000_000_000) }
}

extension FilePart {
    /// Where the rows of a table come from, as `row@line`.
    func origins(_ table: Int = 0) -> [String] {
        (0..<tables[table].rows).map { tables[table].origins[$0].map { "\($0.row)@\($0.line)" } ?? "?" }
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

/// All cells of a text, as readers of servers get them.
func rawCells(_ text: String) throws -> [[String]] {
    var rest = Array(text.utf8)[...]
    let reader = try CSVReader(maximumRowBytes: 10_000_000) { buffer in
        let count = min(buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
    }
    var rows: [[String]] = []
    while try reader.next() { rows.append((0..<reader.count).map { String(decoding: reader.raw($0), as: UTF8.self) }) }
    return rows
}

/// The message of the failure that a body ends in.
func failure(_ body: () throws -> some Any) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return "\(error)"
    }
}

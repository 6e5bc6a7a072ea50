import BulkTesting
import Foundation

@testable import BulkFormats

/// Opens archives that are in memory.
struct ZIPReading {
    private let folder: TemporaryFolder
    private let path: String

    init(_ bytes: [UInt8]) throws {
        folder = try TemporaryFolder()
        path = folder.path + "/a.zip"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    init(_ archive: TestArchive) throws {
        try self.init(archive.bytes)
    }

    func open(maximumEntries: Int = 1_000) throws -> ZIPArchive {
        try withExtendedLifetime(folder) { try ZIPArchive(path: path, maximumEntries: maximumEntries) }
    }

    var isArchive: Bool {
        withExtendedLifetime(folder) { (try? ZIPArchive.check(path: path)) != nil }
    }

    /// Cuts the file off, as if somebody else wrote to it.
    func truncate(to count: Int) throws {
        try withExtendedLifetime(folder) {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.truncate(atOffset: UInt64(count))
            try handle.close()
        }
    }

    /// - Parameter pieces: bytes read at a time.
    func content(of index: Int = 0, pieces: Int = 10_000, sizeLimit: UInt64 = 1_000_000_000) throws -> [UInt8] {
        let archive = try open()
        return try archive.open(archive.entries[index], sizeLimit: sizeLimit).all(pieces: pieces)
    }
}

extension ZIPEntryReader {
    func all(pieces: Int = 10_000) throws -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: pieces)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { return content }
            content += buffer[..<count]
        }
    }
}

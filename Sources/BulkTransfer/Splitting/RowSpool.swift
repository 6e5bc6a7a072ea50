import Foundation

/// Rows on their way to the parts they belong to: a file for each part, in a folder. ``release()`` must follow.
/// Used by one thread at a time.
final class RowSpool {
    private let folder: String
    /// Rows that are not in the files yet.
    private var pending: [[UInt8]]
    /// Bytes that are kept for each part before they go to its file.
    private let pieceSize: Int

    /// Bytes kept for all parts together, unless the parts are very many.
    private static let memory = 32 * 1_048_576

    init(in folder: String, parts: Int) throws {
        self.folder = folder
        pending = Array(repeating: [], count: parts)
        pieceSize = min(max(Self.memory / max(parts, 1), 4_096), 262_144)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        } catch {
            throw TransferFailure(.file, "can't write \(folder): \(error.localizedDescription)")
        }
    }

    /// Removes the folder.
    func release() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func add(_ row: UnsafeRawBufferPointer, to part: Int) throws {
        pending[part] += row
        if pending[part].count >= pieceSize { try flush(part) }
    }

    /// Hands over the rows of a part, in pieces.
    func read(_ part: Int, _ each: (UnsafeRawBufferPointer) throws -> Void) throws {
        if FileManager.default.fileExists(atPath: path(part)) {
            let file = try InputFile(path: path(part))
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
            defer { buffer.deallocate() }
            while true {
                let count = try file.read(into: buffer)
                if count == 0 { break }
                try each(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        try pending[part].withUnsafeBytes(each)
    }

    private func path(_ part: Int) -> String { "\(folder)/\(part)" }

    private func flush(_ part: Int) throws {
        do {
            if !FileManager.default.fileExists(atPath: path(part)) { try Data().write(to: URL(fileURLWithPath: path(part))) }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path(part)))
            try file.seekToEnd()
            try file.write(contentsOf: pending[part])
            try file.close()
            pending[part].removeAll(keepingCapacity: true)
        } catch {
            throw TransferFailure(.file, "can't write \(path(part)): \(error.localizedDescription)")
        }
    }
}

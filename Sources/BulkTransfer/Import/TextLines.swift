/// Reads a file line by line, in memory for a line.
final class TextLines {
    private let file: InputFile
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// Bytes before it have no line feed.
    private var searched = 0
    private var isAtEnd = false

    private static let pieceSize = 65_536

    /// - Throws: ``TransferFailure``.
    init(path: String) throws {
        file = try InputFile(path: path)
    }

    /// - Returns: the next line without its end; nil behind the last. Empty lines are passed over.
    func next() throws -> [UInt8]? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[start..<end])
                start = end + 1
                searched = start
                if !line.isEmpty { return line }
                continue
            }
            guard !isAtEnd else {
                let line = Array(buffer[start...])
                start = buffer.count
                searched = start
                return line.isEmpty ? nil : line
            }
            try fill()
        }
    }

    private func fill() throws {
        buffer.removeSubrange(..<start)
        start = 0
        searched = buffer.count
        let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { piece, count in
            count = try file.read(into: UnsafeMutableRawBufferPointer(piece))
        }
        isAtEnd = piece.isEmpty
        buffer += piece
    }
}

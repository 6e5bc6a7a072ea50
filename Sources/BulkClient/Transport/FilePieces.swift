import Foundation
import NIOCore
import NIOPosix

/// A file's bytes between two others, read piece by piece, as they are asked for, on threads that may block.
struct FilePieces: AsyncSequence, Sendable {
    let path: String
    let before: [UInt8]
    let after: [UInt8]

    private static let pieceSize = 262_144

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: self)
    }

    struct Iterator: AsyncIteratorProtocol {
        private enum Place {
            case before
            case inside(FileHandle)
            case end
        }

        private let pieces: FilePieces
        private var place = Place.before

        init(pieces: FilePieces) {
            self.pieces = pieces
        }

        mutating func next() async throws -> ByteBuffer? {
            switch place {
            case .before:
                place = .inside(try FileHandle(forReadingFrom: URL(filePath: pieces.path)))
                return ByteBuffer(bytes: pieces.before)
            case .inside(let file):
                let piece = try await NIOThreadPool.singleton.runIfActive { try file.read(upToCount: FilePieces.pieceSize) }
                if let piece, !piece.isEmpty { return ByteBuffer(bytes: piece) }
                try file.close()
                place = .end
                return ByteBuffer(bytes: pieces.after)
            case .end:
                return nil
            }
        }
    }
}

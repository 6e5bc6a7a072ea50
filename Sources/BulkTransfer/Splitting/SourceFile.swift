import BulkFormats

/// A CSV file that is to be imported, on disk or in an archive on disk.
public struct SourceFile: Hashable, Sendable {
    /// Where it is, or the archive that holds it.
    public let path: String
    /// Its name in the archive, folders included; nil for a file of its own.
    public let entry: String?
    /// Its name without folders, for people and for the server.
    public let name: String

    init(path: String, entry: String?, name: String) {
        self.path = path
        self.entry = entry
        self.name = name
    }

    /// The file's bytes from the front.
    /// - Throws: ``TransferFailure``, and what reading throws: `ZIPError`.
    func open() throws -> ByteSource {
        guard let entry else { return try InputFile(path: path).read }
        let archive = try ZIPArchive(path: path)
        guard let found = archive.entries.first(where: { $0.name == entry && !$0.isDirectory }) else {
            throw TransferFailure(.file, "\(path) no longer holds \(entry)")
        }
        return try archive.open(found, sizeLimit: .max).read
    }
}

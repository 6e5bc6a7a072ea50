import Yams

/// What is wrong with a schema file, and where.
struct SchemaFileError: Error {
    /// Nil for the file as a whole.
    let mark: Mark?
    let message: String

    init(_ mark: Mark?, _ message: String) {
        self.mark = mark
        self.message = message
    }

    /// The failure that ends the command: `schema.yaml:12:5: …`.
    func failure(file: String) -> Failure {
        let place = mark.map { ":\($0.line):\($0.column)" } ?? ""
        return Failure(.invalidFile, "\(file)\(place): \(message)")
    }
}

import BulkEngine
import Foundation
import Yams

/// A schema file that was read: what it says, and where it says it. (docs/schema.md)
struct SchemaFile {
    let document: SchemaDocument
    private let marks: SchemaMarks

    static let formatKey = "longshore_schema"
    static let format = "1"

    /// - Throws: ``Failure`` that names line and column.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.invalidFile, "the schema file \(path) can't be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw Failure(.invalidFile, "\(path) is not UTF-8") }
        do {
            try self.init(text: text)
        } catch let error as SchemaFileError {
            throw error.failure(file: path)
        }
    }

    /// - Throws: ``SchemaFileError``.
    init(text: String) throws {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw SchemaFileError(error)
        }
        guard let node else { throw SchemaFileError(nil, "the file is empty; begin with '\(Self.formatKey): \(Self.format)'") }
        var reader = SchemaFileReader()
        document = try reader.document(node)
        marks = reader.marks
    }

    /// The problem with the place in the file that it is about.
    func error(_ problem: SchemaDocumentProblem) -> SchemaFileError {
        let part = SchemaParts.path(of: problem.problem.part, in: problem.place, of: document)
        let name = part.last.map { "'\($0)' " } ?? ""
        return SchemaFileError(
            marks.nearest(to: problem.place + part), "\(Self.subject(problem.place)): \(name)\(problem.problem.reason.sentence)")
    }

    /// `Projects.Budget` for a field of a module.
    private static func subject(_ place: [String]) -> String {
        place.filter { !["fields", "views", "layouts"].contains($0) }.joined(separator: ".")
    }
}

/// Where the parts of a schema file stand.
struct SchemaMarks {
    private var marks: [[String]: Mark] = [:]

    subscript(place: [String]) -> Mark? {
        get { marks[place] }
        set { marks[place] = newValue }
    }

    /// The mark of a place, or of the nearest larger part that has one.
    func nearest(to place: [String]) -> Mark? {
        var place = place[...]
        while !place.isEmpty {
            if let mark = marks[Array(place)] { return mark }
            place.removeLast()
        }
        return nil
    }
}

extension SchemaFileError {
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            self.init(mark, "this is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(context.mark, "\(duplicates.map { "'\($0)'" }.joined(separator: ", ")) comes twice")
        default: self.init(nil, "this is no YAML: \(error)")
        }
    }
}

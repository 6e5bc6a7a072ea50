import BulkModel
import Foundation

/// Criteria in a file, in the form that the API takes.
struct CriteriaFile {
    let json: JSONValue

    /// - Throws: ``Failure`` that says what is wrong with the file, and where.
    init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.invalidFile, "the criteria in \(path) can't be read")
        }
        do {
            json = try JSONValue(parsing: Array(data))
        } catch {
            throw Failure(.invalidFile, "\(path) is no JSON: \(error)")
        }
        guard let object = json.object else { throw Failure(.invalidFile, "\(path) must hold one JSON object, the criteria") }
        // People paste whole requests.
        guard object["query"] == nil, object["criteria"] == nil else {
            throw Failure(.invalidFile, "\(path) holds a whole request; leave only what stands behind \"criteria\"")
        }
    }
}

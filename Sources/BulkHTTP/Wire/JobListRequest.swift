import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials
import Hummingbird

/// The parameters of a list of jobs.
struct JobListRequest {
    private(set) var filter = JobFilter()
    private(set) var pageToken: String?
    private(set) var perPage = defaultPerPage

    private static let defaultPerPage = 50
    private static let largestPerPage = 200

    /// - Parameter offsets: of the zone in which a day without a time begins.
    /// - Throws: `INVALID_DATA` for a value that can't be read.
    init(_ request: Request, offsets: UTCOffsets) throws {
        let parameters = FormParameters(query: request.uri.query)
        func value(_ name: String) -> String? {
            let text = parameters[name]
            return text.isEmpty ? nil : text
        }
        if let text = value("kind") { filter.kinds = try Self.choices("kind", text) }
        if let text = value("state") { filter.states = try Self.choices("state", text) }
        filter.module = value("module")
        filter.createdBy = try value("created_by").map { try Self.id("created_by", $0) }
        filter.createdSince = try value("created_since").map { try Self.time("created_since", $0, offsets) }
        filter.createdBefore = try value("created_before").map { try Self.time("created_before", $0, offsets) }
        filter.upload = try value("file_id").map { try Self.id("file_id", $0) }
        pageToken = value("page_token")
        if let text = value("per_page") {
            guard let number = Int(text), (1...Self.largestPerPage).contains(number) else {
                throw BulkError.unreadableParameter("per_page", expected: "a whole number from 1 to \(Self.largestPerPage)")
            }
            perPage = number
        }
    }

    /// One or several, separated by commas, in any letter case; `IN_PROGRESS` does as well as `IN PROGRESS`.
    private static func choices<Choice: RawRepresentable & CaseIterable & Hashable>(
        _ name: String, _ text: String
    ) throws -> Set<Choice> where Choice.RawValue == String {
        let words = text.split(separator: ",", omittingEmptySubsequences: false).map { word in
            word.drop { $0 == " " }.replacing("_", with: " ").lowercased()
        }
        return Set(
            try words.map { word in
                guard let choice = Choice.allCases.first(where: { $0.rawValue.lowercased() == word }) else {
                    throw BulkError.unsupportedValue(name, path: "$.\(name)", supported: Choice.allCases.map(\.rawValue))
                }
                return choice
            })
    }

    private static func id(_ name: String, _ text: String) throws -> ObjectID {
        guard let id = ObjectID(text) else { throw BulkError.unreadableParameter(name, expected: "an id: up to 19 digits") }
        return id
    }

    private static func time(_ name: String, _ text: String, _ offsets: UTCOffsets) throws -> Date {
        // A plus that wasn't escaped has become a blank.
        let written = text.replacing(" ", with: "+")
        guard let moment = ISO8601.parse(written), !ISO8601.lacksOffset(written) else {
            let expected = "a time in ISO 8601 with an offset, such as 2026-03-01T12:00:00+05:30, or a date"
            throw BulkError.unreadableParameter(
                name, expected: ISO8601.lacksOffset(written) ? "\(expected); the offset is missing" : expected)
        }
        return Date(timeIntervalSince1970: Double(moment.time(in: offsets)))
    }
}

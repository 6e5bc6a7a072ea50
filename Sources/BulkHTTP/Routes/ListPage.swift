import BulkModel

/// The part of a list that a call asks for by `page` and `per_page`. (platform specification, section 12.1)
struct ListPage {
    private let number: Int
    let size: Int

    private static let largestSize = 200

    /// What is no number, or out of bounds, counts as the nearest that would do: early clients begin with page 0.
    init(_ call: PlatformCall) {
        number = max(call.parameter("page").flatMap { Int($0) } ?? 1, 1)
        size = min(max(call.parameter("per_page").flatMap { Int($0) } ?? Self.largestSize, 1), Self.largestSize)
    }

    /// Elements in front of the page; nil if the page is beyond all numbers.
    var offset: Int? {
        let (offset, isTooFar) = (number - 1).multipliedReportingOverflow(by: size)
        return isTooFar ? nil : offset
    }

    func elements<Element>(of list: [Element]) -> ArraySlice<Element> {
        offset.map { list.dropFirst($0).prefix(size) } ?? []
    }

    /// - Parameters:
    ///   - count: of the elements on the page.
    ///   - total: of the list.
    func info(count: Int, of total: Int) -> JSONObject {
        info(count: count, more: (number - 1) * size + count < total)
    }

    /// - Parameter more: whether elements follow the page.
    func info(count: Int, more: Bool) -> JSONObject {
        JSONObject([
            ("per_page", .integer(size)), ("count", .integer(count)), ("page", .integer(number)), ("more_records", .boolean(more)),
        ])
    }
}

import BulkEngine
import BulkFormats
import BulkModel
import HTTPTypes
import Hummingbird

/// Times in headers, in ISO 8601 as the service's documents write them: `2019-07-25T15:26:49+05:30`. (platform specification, section 19)
enum HeaderTime {
    /// A time without an offset, and the beginning of a day without a time, are those of the caller's zone.
    /// - Returns: UTC seconds since 1970; nil for no such header.
    /// - Throws: `INVALID_DATA` for what is no time. Passed over, it would change what the caller is told, or let a change through.
    static func seconds(of name: HTTPField.Name, in request: Request, for caller: Caller) throws -> Int64? {
        guard let text = request.headers[name] else { return nil }
        guard let moment = ISO8601.parse(text) else { throw BulkError.unreadableTime(text, header: name.rawName) }
        return moment.time(in: UTCOffsets.cached(named: caller.user.timeZone))
    }
}

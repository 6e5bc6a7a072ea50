import BulkFormats

/// Times in headers, as the service's documents write them: `2019-07-25T15:26:49+05:30`.
enum HeaderTime {
    /// - Parameter offsets: of the zone that is meant where the text doesn't say.
    /// - Returns: UTC seconds since 1970; nil for what is no time.
    static func seconds(_ text: String, offsets: UTCOffsets) -> Int64? {
        let reading = Array(text.utf8).withUnsafeBufferPointer { StandardDates.isoDateTime($0) }
        guard let reading else { return nil }
        let local = reading.days * 86_400 + Int64(reading.secondOfDay)
        return reading.offset.map { local - Int64($0) } ?? offsets.time(showing: local)
    }
}

/// Between UTC and the clock on the wall; times are seconds since 1970 of either.
extension UTCOffsets {
    func localTime(at time: Int64) -> Int64 {
        time + Int64(offset(at: time))
    }

    /// The local day at a time, in days since 1970-01-01.
    func day(at time: Int64) -> Int {
        ICSTime.day(of: localTime(at: time))
    }

    /// When the clock shows a local time: the first time if it does so twice, about then if it skips it.
    public func time(showing local: Int64) -> Int64 {
        let guess = local - Int64(offset(at: local))
        return firstTime(showingAsAt: local - Int64(offset(at: guess)))
    }

    /// The first time at which the clock shows what it shows at `time`.
    ///
    /// Earlier than `time` only in the hours after a clock was put back, and that is what a local time in a calendar then means.
    /// (RFC 5545, section 3.3.5)
    func firstTime(showingAsAt time: Int64) -> Int64 {
        let local = localTime(at: time)
        // No zone has put its clock back by more than three hours since 1970, nor twice in six.
        let earlier = local - Int64(offset(at: time - 6 * 3_600))
        return earlier < time && localTime(at: earlier) == local ? earlier : time
    }
}

/// A meeting as a calendar shows it: a single one, a series, or one occurrence of a series that was edited by itself.
///
/// All times are UTC seconds since 1970.
public struct ICSEvent: Hashable, Sendable {
    /// Somebody who invites or is invited.
    public struct Person: Hashable, Sendable {
        public var name: String?
        public var email: String?

        public init(name: String? = nil, email: String? = nil) {
            self.name = name
            self.email = email
        }
    }

    /// The same for a series and its edited occurrences, otherwise different for every event.
    public var uid: String
    /// When what is written was last revised.
    public var stamp: Int64
    public var created: Int64?
    public var lastModified: Int64?
    public var summary: String
    public var location: String?
    public var description: String?
    public var organizer: Person?
    public var attendees: [Person] = []
    public var start: Int64
    /// An event that isn't longer than nothing is written without an end.
    public var end: Int64
    /// Whether only the days of `start` and `end` count, in the calendar's zone. The day of `end` is the last one,
    /// unless `end` is its very first second: midnight to midnight is one day, and so is midnight to 23:59.
    public var isAllDay = false
    /// How the event repeats, in the words of a user; what isn't an ``ICSRecurrence`` is left out.
    public var recurrence: String?
    /// When the edited occurrence would have begun. It has no recurrence of its own.
    public var recurrenceID: Int64?
    /// Whether the series of the edited occurrence consists of whole days; nil: as the occurrence itself.
    public var isSeriesAllDay: Bool?

    public init(uid: String, stamp: Int64, summary: String, start: Int64, end: Int64) {
        self.uid = uid
        self.stamp = stamp
        self.summary = summary
        self.start = start
        self.end = end
    }
}

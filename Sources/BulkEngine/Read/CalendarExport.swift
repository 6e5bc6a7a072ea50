import BulkFormats
import BulkModel
import BulkStore

/// Writes meetings as one calendar: a series is one event with its rule, and each of its edited occurrences one more.
/// (bulk read specification, section 8.4)
struct CalendarExport: ExportWriter {
    private var writer: ICSWriter
    private let zone: ICSZone
    /// Edited occurrences by the id of their series.
    private let occurrences: [Int64: [ICSEvent]]

    /// - Parameter timeZone: IANA name of the zone that series and whole days are told in.
    init(into block: MemoryBlock, timeZone: String, occurrences: [Int64: [ICSEvent]]) {
        writer = ICSWriter(into: block)
        zone = ICSZone(named: timeZone)
        self.occurrences = occurrences
    }

    var block: MemoryBlock {
        get { writer.block }
        set { writer.block = newValue }
    }

    mutating func begin() {
        writer.beginCalendar(in: zone)
    }

    mutating func write(_ cells: UnsafeBufferPointer<RawCell>) {
        let row = MeetingRow(cells: cells)
        let event = row.event
        writer.write(event)
        for var occurrence in occurrences[row.id] ?? [] {
            occurrence.uid = event.uid
            occurrence.organizer = event.organizer
            occurrence.attendees = event.attendees
            occurrence.isSeriesAllDay = event.isAllDay
            writer.write(occurrence)
        }
    }

    mutating func end() {
        writer.endCalendar()
    }
}

extension CalendarExport {
    /// The module of edited occurrences and what is read of it.
    private static let occurrencesModule = "Occurrences__s"
    private static let occurrenceFields = [
        "Parent_Id", "Original_Start__s", "Event_Title", "Start_DateTime", "End_DateTime", "All_day", "Venue", "Description",
        "Modified_Time",
    ]

    /// All edited occurrences of an organisation: there are few, and each is needed beside its series. Blocks.
    static func occurrences(in store: any OrganizationStore, _ schema: Schema) throws -> [Int64: [ICSEvent]] {
        guard let module = schema.module(named: occurrencesModule) else { return [:] }
        let columns = occurrenceFields.compactMap { module.field(named: $0).map { FieldPath(field: $0) } }
        guard columns.count == occurrenceFields.count else { return [:] }
        var occurrences: [Int64: [ICSEvent]] = [:]
        _ = try store.scan(RecordScan(module: module, columns: columns)) { cells in
            let modified = cells[8].isNull ? cells[3].number : cells[8].number
            var event = ICSEvent(
                uid: "", stamp: modified, summary: cells[2].string ?? "", start: cells[3].number, end: cells[4].number)
            event.recurrenceID = cells[1].number
            event.isAllDay = cells[5].number != 0
            event.location = cells[6].string
            event.description = cells[7].string
            event.lastModified = cells[8].isNull ? nil : modified
            occurrences[cells[0].number, default: []].append(event)
        }
        return occurrences
    }
}

/// A row of ``CalendarColumns``.
private struct MeetingRow {
    let cells: UnsafeBufferPointer<RawCell>

    var id: Int64 { cells[CalendarColumns.id.rawValue].number }

    var event: ICSEvent {
        let created = time(.created)
        let modified = time(.modified) ?? created
        let start = time(.start) ?? created ?? 0
        var event = ICSEvent(
            uid: "\(id)@longshore", stamp: modified ?? start, summary: text(.title) ?? "", start: start, end: time(.end) ?? start)
        event.created = created
        event.lastModified = modified
        event.isAllDay = cells[CalendarColumns.isAllDay.rawValue].number != 0
        event.location = text(.venue)
        event.description = text(.description)
        event.recurrence = text(.recurrence)
        if let email = text(.ownerEmail) { event.organizer = ICSEvent.Person(name: text(.ownerName), email: email) }
        let contact = ICSEvent.Person(name: text(.contactName), email: text(.contactEmail))
        if contact.name != nil || contact.email != nil { event.attendees = [contact] }
        return event
    }

    private func text(_ column: CalendarColumns) -> String? { cells[column.rawValue].string }

    /// UTC seconds.
    private func time(_ column: CalendarColumns) -> Int64? {
        let cell = cells[column.rawValue]
        return cell.isNull ? nil : cell.number
    }
}

extension RawCell {
    /// The text of a cell, nil if it is empty.
    fileprivate var string: String? {
        isNull ? nil : String(decoding: text, as: UTF8.self)
    }
}

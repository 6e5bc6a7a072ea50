import BulkFormats
import BulkModel
import BulkStore

/// The fields of a meeting that a calendar shows, by their places in a row.
enum CalendarColumns: Int, CaseIterable {
    case id, title, start, end, isAllDay, venue, description, recurrence, created, modified, ownerName, ownerEmail, contactName,
        contactEmail

    /// The module that meetings are in.
    static let module = "Events"

    static let names = allCases.map(\.name)

    private var name: String {
        switch self {
        case .id: "id"
        case .title: "Event_Title"
        case .start: "Start_DateTime"
        case .end: "End_DateTime"
        case .isAllDay: "All_day"
        case .venue: "Venue"
        case .description: "Description"
        case .recurrence: "Recurring_Activity"
        case .created: "Created_Time"
        case .modified: "Modified_Time"
        case .ownerName: "Owner.full_name"
        case .ownerEmail: "Owner.email"
        case .contactName: "Who_Id.Full_Name"
        case .contactEmail: "Who_Id.Email"
        }
    }
}

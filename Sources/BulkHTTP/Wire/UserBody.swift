import BulkFormats
import BulkModel
import FoundationEssentials

/// A user as `GET /crm/{version}/users` shows one. (platform specification, sections 8.1 and 17)
struct UserBody {
    let user: User
    let version: APIVersion
    /// Who asks.
    let caller: User
    let now: Date
    /// The organisation's users, for the names of those who made others.
    let colleagues: [ObjectID: User]

    private static let shifts = ["$current_shift", "$next_shift", "$shift_effective_from"]
    private static let address = ["street", "city", "state", "zip", "country", "phone", "mobile", "fax", "website", "dob", "signature"]

    var body: JSONValue {
        var body = JSONObject(names + standing + preferences)
        for name in Self.address { body[name] = .null }
        body["created_time"] = time(user.created)
        body["created_by"] = author(user.created)
        body["Modified_Time"] = time(user.modified)
        body["Modified_By"] = author(user.modified)
        body["Reporting_To"] = .null
        if version.has(.userPreferences) {
            for name in Self.shifts { body[name] = .null }
        } else {
            body["territories"] = []
        }
        body["customize_info"] = Self.customization
        body["theme"] = Self.theme
        return .object(body)
    }

    private var names: [(String, JSONValue)] {
        [
            ("id", .id(user.id)), ("zuid", .optional(user.zuid.map(String.init))), ("first_name", .optional(user.firstName)),
            ("last_name", .string(user.lastName)), ("full_name", .string(user.fullName)), ("email", .string(user.email)),
            ("alias", .optional(user.alias)),
        ]
    }

    private var standing: [(String, JSONValue)] {
        [
            ("role", NamedReference.role(user.role, prefix: user.id.prefix).body),
            ("profile", NamedReference.profile(user.profile, prefix: user.id.prefix).body), ("status", .string(user.status.rawValue)),
        ] + (version.has(.userPreferences) ? [("status_reason__s", nil), ("type__s", "Regular User")] : []) + [
            ("confirm", .boolean(user.isConfirmed)), ("Isonline", .boolean(user.id == caller.id)), ("personal_account", false),
            ("microsoft", false), ("sandboxDeveloper", false),
        ]
    }

    private var preferences: [(String, JSONValue)] {
        let offset = UTCOffsets.cached(named: user.timeZone).offset(at: Int64(now.timeIntervalSince1970.rounded(.down)))
        let old: [(String, JSONValue)] = [
            ("time_zone", .string(user.timeZone)), ("offset", .integer(offset * 1_000)), ("locale", "en_US"), ("language", "en_US"),
            ("country_locale", "en_US"), ("date_format", "MMM d, yyyy"), ("time_format", "hh:mm a"), ("default_tab_group", "0"),
        ]
        let new: [(String, JSONValue)] = [
            ("decimal_separator", "Period"), ("number_separator", "Comma"), ("name_format__s", "Salutation,First Name,Last Name"),
            ("sort_order_preference__s", "First Name,Last Name"), ("category", "regular_user"),
        ]
        return version.has(.userPreferences) ? old + new : old
    }

    private func time(_ stamp: User.Stamp?) -> JSONValue {
        stamp.map { .time($0.time, UTCOffsets.cached(named: caller.timeZone)) } ?? .null
    }

    private func author(_ stamp: User.Stamp?) -> JSONValue {
        guard let author = stamp.flatMap({ colleagues[$0.user] }) else { return .null }
        return ["name": .string(author.fullName), "id": .id(author.id)]
    }

    private static let customization: JSONValue = [
        "notes_desc": nil, "show_right_panel": nil, "bc_view": nil, "unpin_recent_item": nil, "show_home": false, "show_detail_view": true,
    ]

    private static let tab: JSONValue = ["font_color": "#FFFFFF", "background": "#222222"]

    private static let theme: JSONValue = [
        "normal_tab": tab, "selected_tab": tab, "new_background": nil, "background": "#F3F0EB", "screen": "fixed", "type": "default",
    ]
}

import BulkFormats
import BulkModel
import FoundationEssentials

/// An organisation as `GET /crm/{version}/org` shows it. First-generation clients index every key without looking, so
/// those that Longshore has nothing for are there and null. (platform specification, sections 7 and 17)
struct OrganizationBody {
    let organization: Organization
    let users: [User]
    let version: APIVersion
    /// The zone of the user who asks.
    let offsets: UTCOffsets

    var body: JSONValue {
        var body = JSONObject(identity + contact + money + switches)
        if version.has(.hierarchyPreferences) {
            body["hipaa_compliance_enabled"] = false
            body["hierarchy_preferences"] = ["type": "Role_Hierarchy"]
        }
        if version.has(.organizationPreferences) {
            body["lite_users_enabled"] = false
            body["deletable_org_account"] = false
            body["max_per_page"] = 200
            for name in ["checkin_preferences", "oauth_presence", "ezgid", "call_icon"] { body[name] = .null }
        }
        if version.has(.organizationType) {
            body["type"] = "production"
            body["created_time"] = .time(organization.createdTime, offsets)
        }
        body["license_details"] = license
        return .object(body)
    }

    private var identity: [(String, JSONValue)] {
        [
            ("id", .id(organization.id)), ("zgid", .string(String(organization.zgid))), ("domain_name", .string("org\(organization.zgid)")),
            ("company_name", .string(organization.companyName)), ("alias", nil), ("description", nil),
        ]
    }

    /// The first administrator speaks for the organisation.
    private var contact: [(String, JSONValue)] {
        let primary = users.first { $0.isAdministrator && $0.isActive } ?? users.first
        return [
            ("primary_email", .optional(primary?.email)), ("primary_zuid", .optional(primary?.zuid.map(String.init))),
            ("employee_count", .string(String(users.count { $0.isActive }))), ("website", nil), ("phone", nil), ("mobile", nil),
            ("fax", nil), ("street", nil), ("city", nil), ("state", nil), ("zip", nil), ("country", nil),
            ("country_code", .optional(organization.countryCode)), ("time_zone", .string(organization.timeZone)),
        ]
    }

    private var money: [(String, JSONValue)] {
        [("currency", "US Dollar - USD"), ("currency_symbol", "$"), ("currency_locale", "USD"), ("iso_code", "USD"), ("mc_status", false)]
    }

    private var switches: [(String, JSONValue)] {
        [
            ("gapps_enabled", false), ("translation_enabled", false), ("privacy_settings", false), ("photo_id", nil),
            ("zia_portal_id", nil),
        ]
    }

    private var license: JSONValue {
        [
            "paid_expiry": nil, "users_license_purchased": .integer(users.count { $0.isActive }), "trial_type": nil, "trial_expiry": nil,
            "paid": true, "paid_type": "enterprise", "portal_users_license_purchased": 0,
        ]
    }
}

extension JSONValue {
    /// A point in time with the offset of the reader's zone.
    static func time(_ time: Date, _ offsets: UTCOffsets) -> Self {
        let seconds = Int64(time.timeIntervalSince1970.rounded(.down))
        return .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
    }
}

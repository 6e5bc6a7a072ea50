import BulkModel

/// An organisation as `GET /crm/{version}/org` shows it. First-generation clients index every key without looking, so
/// those that Longshore has nothing for are there and null. (platform specification, section 7)
enum OrganizationBody {
    static func body(_ organization: Organization) -> JSONValue {
        [
            "id": .id(organization.id),
            "zgid": .string(String(organization.zgid)),
            "domain_name": .string("org\(organization.zgid)"),
            "company_name": .string(organization.companyName),
            "alias": nil, "description": nil, "primary_email": nil, "primary_zuid": nil, "employee_count": nil, "website": nil,
            "phone": nil, "mobile": nil, "fax": nil, "street": nil, "city": nil, "state": nil, "zip": nil, "country": nil,
            "country_code": nil,
            "time_zone": .string(organization.timeZone),
            "type": "production",
            "currency": "US Dollar - USD", "currency_symbol": "$", "currency_locale": "USD", "iso_code": "USD",
            "mc_status": false, "gapps_enabled": false, "translation_enabled": false, "privacy_settings": false,
            "license_details": [
                "paid_expiry": nil, "users_license_purchased": nil, "trial_type": nil, "trial_expiry": nil, "paid": true,
                "paid_type": "enterprise",
            ],
        ]
    }
}

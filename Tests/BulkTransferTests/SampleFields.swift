import BulkClient

/// Fields as a server describes them.
enum SampleFields {
    static let contacts: [FieldDescription] = [
        FieldDescription(apiName: "Owner", label: "Contact Owner", dataType: "ownerlookup", jsonType: "jsonobject"),
        FieldDescription(apiName: "First_Name", label: "First Name", dataType: "text"),
        FieldDescription(apiName: "Last_Name", label: "Last Name", dataType: "text", isMandatory: true),
        FieldDescription(apiName: "Full_Name", label: "Full Name", dataType: "text"),
        FieldDescription(
            apiName: "Account_Name", label: "Account Name", dataType: "lookup", jsonType: "jsonobject", lookupModule: "Accounts"),
        FieldDescription(
            apiName: "Reporting_To", label: "Reports To", dataType: "lookup", jsonType: "jsonobject", lookupModule: "Contacts"),
        FieldDescription(apiName: "Email", label: "Email", dataType: "email", isUnique: true),
        FieldDescription(apiName: "Phone", label: "Phone", dataType: "phone"),
        FieldDescription(apiName: "Other_Phone", label: "Other Phone", dataType: "phone"),
        FieldDescription(apiName: "Title", label: "Title", dataType: "text"),
        FieldDescription(apiName: "Date_of_Birth", label: "Date of Birth", dataType: "date"),
        FieldDescription(apiName: "Last_Visit", label: "Last Visit", dataType: "datetime"),
        FieldDescription(
            apiName: "Lead_Source", label: "Lead Source", dataType: "picklist", options: ["Advertisement", "Cold Call", "Web"]),
        FieldDescription(
            apiName: "Languages", label: "Languages", dataType: "multiselectpicklist", jsonType: "jsonarray", options: ["en", "de"]),
        FieldDescription(apiName: "Children", label: "Number of Children", dataType: "integer", jsonType: "integer"),
        FieldDescription(apiName: "Annual_Revenue", label: "Annual Revenue", dataType: "currency", jsonType: "double"),
        FieldDescription(apiName: "Email_Opt_Out", label: "Email Opt Out", dataType: "boolean", jsonType: "boolean"),
        FieldDescription(apiName: "Mailing_City", label: "Mailing City", dataType: "text"),
        FieldDescription(apiName: "Created_Time", label: "Created Time", dataType: "datetime", isReadOnly: true),
        FieldDescription(apiName: "Number", label: "Contact Number", dataType: "autonumber"),
        FieldDescription(apiName: "Reviewer", label: "Reviewer", dataType: "userlookup", jsonType: "jsonobject"),
        FieldDescription(apiName: "Photo", label: "Photo", dataType: "imageupload", jsonType: "jsonarray"),
        FieldDescription(apiName: "Notes_Long", label: "Remarks", dataType: "textarea"),
        FieldDescription(apiName: "Remarks1", label: "Remarks", dataType: "text"),
        FieldDescription(apiName: "id", label: "Record Id", dataType: "bigint", isReadOnly: true),
    ]
}

import BulkClient

extension FieldDescription {
    /// Why no column can be imported into the field; nil if one can. (bulk write specification, sections 8.1 and 11.2)
    var obstacle: String? {
        switch dataType {
        case "autonumber": "numbers itself"
        case "formula", "rollup_summary": "is computed"
        case "fileupload", "imageupload", "profileimage": "holds files"
        case "multiselectlookup", "multiuserlookup": "is imported as a file of its linking module"
        case "subform": "is imported as a file of its own"
        case _ where apiName == "Tag": "takes tags by another call"
        case _ where isReadOnly || Self.kept.contains(apiName): "is read-only"
        default: nil
        }
    }

    /// Fields that the service keeps itself, and doesn't always call read-only. (platform specification, section 10.1)
    private static let kept: Set<String> = [
        "Created_By", "Modified_By", "Created_Time", "Modified_Time", "Full_Name", "Last_Activity_Time", "Converted__s", "Locked__s",
        "Record_Status__s",
    ]

    var isUserLookup: Bool { dataType == "ownerlookup" || dataType == "userlookup" }

    /// Whether it points to records or users, so that a column needs to say by what.
    var isLookup: Bool { isUserLookup || dataType == "lookup" || dataType == "multi_module_lookup" }
}

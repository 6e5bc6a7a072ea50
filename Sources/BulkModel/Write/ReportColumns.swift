/// The columns that a report of an import, and a file of failed rows, have behind those of the file. Their names are no field's, so that
/// either can be imported as it is. (docs/writing.md)
public enum ReportColumns {
    public static let names = [
        "LONGSHORE_STATUS", "LONGSHORE_RECORD_ID", "LONGSHORE_LINE", "LONGSHORE_ERRORS", "LONGSHORE_HINTS", "LONGSHORE_NOTES",
    ]
    /// The one that the others follow.
    public static let first = names[0]
}

/// Errors of uploads and bulk write, with the documented texts. `path` is where in the body the trouble is, as `$.resource[0].file_id`.
/// (bulk write specification, sections 4.4 and 6.3)
extension BulkError {
    public static let unknownFeature = BulkError(
        .featureNotSupported, "Feature is not supported", details: JSONObject([("created_time", "1970-01-01T00:00:00+00:00")]))

    public static let noFilePart = BulkError(
        .mandatoryNotFound, "required field not found", details: JSONObject([("api_name", "file"), ("json_path", "$.file")]))

    /// - Parameter time: of the attempt, as it is shown.
    public static func fileTooLarge(time: String) -> BulkError {
        BulkError(.fileTooLarge, "File size too large to process", details: JSONObject([("created_time", .string(time))]))
    }

    /// - Parameter time: of the attempt, as it is shown.
    public static func notAnArchive(time: String) -> BulkError {
        BulkError(
            .invalidFileFormat, "invalid file format. only zip format is supported",
            details: JSONObject([("created_time", .string(time))]))
    }

    /// The error with what a person should know besides; the documented body has no place for it, so it is an addition.
    public func because(_ reason: String) -> BulkError {
        var details = details
        details["reason"] = .string(reason)
        return BulkError(code, message, details: details)
    }

    /// A key that must be there is not.
    /// - Parameter usesOldCode: quirk ``Quirk/missingKeyCode`` switched off: the code of the SDKs' lists, with their texts.
    public static func missingKey(_ key: String, field: String? = nil, path: String, usesOldCode: Bool) -> BulkError {
        let details = JSONObject([("api_name", .string(key)), ("json_path", .string(path))])
        guard usesOldCode else { return BulkError(.mandatoryNotFound, "Required key \(key) is not available", details: details) }
        let place = field.map { " for field \($0)" } ?? ""
        return BulkError(.missingRequiredKey, "required key \(key)\(place) is not found in request body.", details: details)
    }

    public static func unsupportedValue(_ key: String, path: String, supported: [String]) -> BulkError {
        BulkError(
            .invalidData, "invalid data",
            details: JSONObject([
                ("api_name", .string(key)), ("json_path", .string(path)), ("supported_values", .strings(supported)),
            ]))
    }

    /// - Parameter type: as the service names them: `jsonarray`, `jsonobject`, `string`, `integer`, `boolean`.
    public static func wrongType(_ key: String, path: String, expected type: String) -> BulkError {
        BulkError(
            .invalidData, "invalid data",
            details: JSONObject([
                ("expected_data_type", .string(type)), ("api_name", .string(key)), ("json_path", .string(path)),
            ]))
    }

    /// A value that can't be used.
    public static func invalidValue(_ key: String, path: String) -> BulkError {
        BulkError(.invalidData, "invalid data", details: JSONObject([("api_name", .string(key)), ("json_path", .string(path))]))
    }

    /// A job without resources, or with a child before its parent.
    public static let invalidWriteRequest = BulkError(.invalidRequest, "invalid request")

    public static func writeModuleNotAvailable(_ module: String) -> BulkError {
        BulkError(.moduleNotAvailable, "Requested module '\(module)' is not available.")
    }

    public static func coexistenceNotAllowed(path: String) -> BulkError {
        BulkError(
            .coexistenceNotAllowed, "coexistence not allowed",
            details: JSONObject([("api_name", "module"), ("json_path", .string(path))]))
    }

    public static let improperFileID = BulkError(.invalidFileID, "improper file id")

    public static func fileNotFound(_ reason: String) -> BulkError {
        BulkError(.fileNotFound, "file not found").because(reason)
    }

    public static func fileNotSupported(_ reason: String) -> BulkError {
        BulkError(.fileNotSupported, "File not supported for bulk write").because(reason)
    }

    public static func headerLimitExceeded(maximum: Int) -> BulkError {
        BulkError(.headerLimitExceeded, "The number of fields mapped has exceeded the maximum limit of \(maximum).")
    }

    public static func unusableFindBy(_ field: String, path: String) -> BulkError {
        BulkError(
            .invalidField, "invalid field. \(field) cannot be used as find_by",
            details: JSONObject([("api_name", "find_by"), ("json_path", .string(path))]))
    }

    /// A column whose header asks for a lookup by a field that can't name records.
    /// - Parameters:
    ///   - header: as the file has it.
    ///   - lookup: the part in front of the dot.
    ///   - usable: what may stand behind it.
    public static func unusableHeader(_ header: String, lookup: String, findBy: String, usable: [String]) -> BulkError {
        BulkError(
            .invalidField, "invalid field. \(findBy) cannot be used as find_by in the header \(header)",
            details: JSONObject([
                ("header", .string(header)), ("api_name", .string(lookup)), ("find_by", .string(findBy)),
                ("supported_values", .strings(usable)),
            ]))
    }

    public static func unknownMappedField(_ field: String, usesOldCode: Bool) -> BulkError {
        BulkError(usesOldCode ? .invalidFieldName : .invalidField, "invalid mapping. invalid api_name \(field).")
    }

    public static func fieldNotMappable(_ field: String) -> BulkError {
        BulkError(.invalidField, "invalid mapping. field \(field) is not supported.")
    }

    public static let negativeColumnIndex = BulkError(.columnIndexNotFound, "Index is mapped with negative values.")

    public static func columnIndexNotFound(_ index: Int) -> BulkError {
        BulkError(.columnIndexNotFound, "column index \(index) not found")
    }

    public static func invalidFormat(_ field: String, path: String) -> BulkError {
        BulkError(
            .invalidFormat, "You have entered the date in the wrong format.",
            details: JSONObject([("api_name", .string(field)), ("json_path", .string(path))]))
    }

    public static func mappedTwice(_ field: String, path: String) -> BulkError {
        BulkError(
            .duplicateData, "duplicate data", details: JSONObject([("api_name", .string(field)), ("json_path", .string(path))]))
    }

    /// - Parameter fields: API names of those that miss.
    public static func mandatoryFieldsNotMapped(_ fields: [String]) -> BulkError {
        BulkError(
            .mandatoryFieldsNotMapped, "All mandatory fields are not mapped for the layout",
            details: JSONObject([("fields", .array(fields.map { ["api_name": .string($0)] }))]))
    }
}

/// Errors of the metadata endpoints. (platform specification, section 6.1)
extension BulkError {
    /// - Parameters:
    ///   - parameter: that is needed and was not given.
    ///   - key: what the endpoint calls parameters in its errors: `param_name` or `param`.
    public static func requiredParamMissing(_ parameter: String, key: String = "param_name") -> BulkError {
        BulkError(
            .requiredParamMissing, "One of the expected parameter is missing", details: JSONObject([(key, .string(parameter))]))
    }

    /// The body is no JSON object.
    public static let unreadableBody = BulkError(.invalidData, "body")

    /// The call came with a later version.
    public static func apiNotSupported(since ability: APIVersion.Ability) -> BulkError {
        BulkError(
            .apiNotSupported, "api version is not supported",
            details: JSONObject([("supported_version", .integer(ability.firstVersionNumber))]))
    }

    /// A parameter names a module that there isn't.
    public static func invalidModule(parameter: String, version: APIVersion) -> BulkError {
        invalidModule(JSONObject(version.has(.errorPlaces) ? [("param_name", .string(parameter))] : []))
    }

    /// The path names a module that there isn't.
    /// - Parameter segment: of the path behind the version, counted from 0.
    public static func invalidModule(segment: Int, version: APIVersion) -> BulkError {
        invalidModule(place(of: segment, in: version))
    }

    /// The path has an id of nothing.
    /// - Parameter segment: of the path behind the version, counted from 0.
    public static func invalidID(segment: Int, version: APIVersion) -> BulkError {
        BulkError(.invalidData, "the id given seems to be invalid", details: place(of: segment, in: version))
    }

    private static func invalidModule(_ details: JSONObject) -> BulkError {
        BulkError(.invalidModule, "the module name given seems to be invalid", details: details)
    }

    private static func place(of segment: Int, in version: APIVersion) -> JSONObject {
        JSONObject(version.has(.errorPlaces) ? [("resource_path_index", .integer(segment))] : [])
    }
}

/// Errors of bulk read, with the documented texts. (bulk read specification, section 9.3)
extension BulkError {
    public static let mediaTypeNotSupported = BulkError(.mediaTypeNotSupported, "Media type is not supported.")

    public static let requestBodyIsEmpty = BulkError(.requestBodyIsEmpty, "Request body is empty.")

    public static let requestBodyNotReadable = BulkError(.requestBodyNotReadable, "Unable to parse the request body.")

    public static let requestBodyNotSupported = BulkError(.requestBodyNotSupported, "request body contains invalid format")

    public static let jobNotSupported = BulkError(.jobNotSupported, "Invalid bulk read job.")

    /// - Parameter query: the query as compact JSON.
    public static func queryNotSupported(_ query: String) -> BulkError {
        BulkError(.queryNotSupported, "Invalid query for bulk read job. Query '\(query)' is not supported.")
    }

    /// - Parameter module: the API name or id as requested.
    public static func moduleNotAvailable(_ module: String) -> BulkError {
        BulkError(
            .moduleNotAvailable, "Requested module '\(module)' is not available.", details: JSONObject([("api_name", .string(module))]))
    }

    public static func moduleNotSupported(_ module: String) -> BulkError {
        BulkError(.moduleNotSupported, "Invalid module for the query. Module '\(module)' is not supported.")
    }

    public static func fieldNotAvailable(_ field: String, module: String) -> BulkError {
        BulkError(
            .fieldNotAvailable,
            "Requested field api name '\(field)' is not available for the module '\(module)'."
                + " Check permission or visibility for the field.",
            details: JSONObject([("api_name", .string(field)), ("module", .string(module))]))
    }

    public static func fieldNotSupported(_ field: String, module: String) -> BulkError {
        BulkError(
            .fieldNotSupported,
            "Invalid field for the module provided in fields. Field api name '\(field)' is not supported for this module '\(module)'.",
            details: JSONObject([("api_name", .string(field))]))
    }

    public static func joinLimitExceeded(maximum: Int) -> BulkError {
        BulkError(
            .joinLimitExceeded, "Join limit exceeded for the query. Maximum number of joins supported in a query is \(maximum)")
    }

    /// - Parameter page: the value as requested.
    public static func pageNotSupported(_ page: String) -> BulkError {
        BulkError(.pageNotSupported, "Invalid page number for query. Page \(page) is not supported for the query.")
    }

    public static func pageRangeExceeded(_ page: Int64, maximum: Int) -> BulkError {
        BulkError(
            .pageRangeExceeded,
            "Invalid page number for query. Page \(page) is not supported for the query. Page range is from 1 to \(maximum).",
            details: JSONObject([("max_limit", .integer(maximum))]))
    }

    /// A page token that is unknown, expired, or somebody else's.
    public static let invalidPageToken = BulkError(.invalidRequest, "invalid request")

    /// - Parameter view: the id as requested.
    public static func viewNotSupported(_ view: String) -> BulkError {
        BulkError(.viewNotSupported, "Invalid cvid for the query. Cvid '\(view)' is not supported.")
    }

    /// - Parameter url: as requested; `null` if there is none.
    public static func invalidCallbackURL(_ url: String) -> BulkError {
        BulkError(.invalidCallbackURL, "Invalid URL '\(url)' for callback.")
    }

    /// - Parameter method: as requested; `null` if there is none.
    public static func invalidCallbackMethod(_ method: String) -> BulkError {
        BulkError(
            .invalidCallbackMethod, "Invalid request method \(method) for callback.",
            details: JSONObject([("supported_callback_methods", ["post"])]))
    }

    /// - Parameter resource: the path segment that names nothing.
    public static func resourceNotFound(_ resource: String) -> BulkError {
        BulkError(
            .resourceNotFound, "The requested resource doesn't exist.", details: JSONObject([("resource", .string(resource))]))
    }
}

extension BulkError {
    /// The refusal of a body, with the place of a comment in `details` if that is what is wrong with it. The documented body has no place
    /// for it, so it is an addition.
    public func pointing(to problem: JSONSyntaxError) -> BulkError {
        guard problem.isComment else { return self }
        return BulkError(
            code, message,
            details: JSONObject([
                ("reason", .string("JSON has no comments: remove the one in line \(problem.line)")), ("line", .integer(problem.line)),
                ("offset", .integer(problem.offset)),
            ]))
    }

    /// A callback that is no object. (bulk read specification, section 14)
    /// - Parameters:
    ///   - callback: the value as it was sent.
    ///   - hasStructureErrors: whether the version has a code for a wrong structure.
    public static func callbackIsNoObject(_ callback: JSONValue, hasStructureErrors: Bool) -> BulkError {
        let error = hasStructureErrors ? requestBodyNotSupported : invalidCallbackURL(callback.description)
        return BulkError(
            error.code, error.message,
            details: JSONObject([("expected_data_type", "jsonobject"), ("api_name", "callback"), ("json_path", "$.callback")]))
    }
}

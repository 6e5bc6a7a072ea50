import BulkModel

extension JSONValue {
    /// Reads the body of a request.
    /// - Throws: the refusal, if the body is no JSON; for comments with their place.
    init(body: [UInt8], refusal: BulkError) throws(BulkError) {
        do {
            self = try JSONValue(parsing: body)
        } catch {
            throw refusal.pointing(to: error)
        }
    }
}

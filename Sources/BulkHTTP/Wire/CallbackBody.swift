import BulkModel

/// Whom to call back, as both kinds of job say it. (bulk read specification, section 3.1; bulk write specification, section 6.1)
struct CallbackBody {
    /// Nil for nobody.
    let url: String?

    /// - Parameter methodError: what another method than `post` is refused with, where that isn't `INVALID_CALLBACK_METHOD`.
    /// - Throws: `INVALID_CALLBACK_METHOD`, `INVALID_CALLBACK_URL`.
    init(_ callback: JSONObject, quirks: Quirks, methodError: BulkError? = nil) throws {
        let method = callback["method"] ?? .null
        guard method.string?.lowercased() == "post" else {
            throw methodError ?? BulkError.invalidCallbackMethod(method.string ?? method.description)
        }
        let address = callback["url"] ?? .null
        if address == .null {
            guard quirks[.callbackWithoutURL] else { throw BulkError.invalidCallbackURL("null") }
            url = nil
            return
        }
        guard let text = address.string, CallbackURL.isUsable(text) else {
            throw BulkError.invalidCallbackURL(address.string ?? address.description)
        }
        url = text
    }
}

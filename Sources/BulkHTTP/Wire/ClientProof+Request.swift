import BulkEngine
import Foundation
import Hummingbird

extension ClientProof {
    /// From the parameters, where official clients put it, or from the header in which others send it. (RFC 6749, section 2.3.1)
    init(_ form: FormParameters, _ request: Request) {
        let basic = Self.basic(request)
        let isInForm = !form["client_id"].isEmpty
        self.init(
            id: isInForm ? form["client_id"] : basic?.id ?? "", secret: isInForm ? form["client_secret"] : basic?.secret ?? "")
    }

    /// What the `Authorization` header says; nil if it says nothing of that kind.
    static func basic(_ request: Request) -> ClientProof? {
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "basic", let bytes = Data(base64Encoded: String(words[1])) else { return nil }
        let pair = String(decoding: bytes, as: UTF8.self).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return nil }
        return ClientProof(id: String(pair[0]), secret: String(pair[1]))
    }
}

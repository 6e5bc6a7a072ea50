import BulkEngine
import BulkModel

/// The address a person is sent back to: a code or a refusal goes into its query, a token into its fragment, which browsers keep to
/// themselves. (platform specification, section 3.1)
struct ConsentRedirect {
    let request: ConsentRequest
    let answer: ConsentAnswer
    /// This server's address, which is accounts server and API in one.
    let server: String

    var location: String {
        let parameters = (words + (request.state.map { [("state", $0)] } ?? [])).map { "\($0)=\($1.percentEncoded)" }
        return request.redirectURI.text + separator + parameters.joined(separator: "&")
    }

    private var separator: String {
        if request.response == .token { return "#" }
        return request.redirectURI.text.contains("?") ? "&" : "?"
    }

    private var words: [(String, String)] {
        switch answer {
        case .refused: [("error", "access_denied")]
        case .code(let code): [("code", code), ("location", Self.dataCentre), ("accounts-server", server)]
        case .token(let grant):
            [
                ("access_token", grant.accessToken), ("scope", grant.scopes.scopes.joined(separator: " ")),
                ("expires_in", String(grant.lifetime * 1_000)), ("expires_in_sec", String(grant.lifetime)), ("api_domain", server),
                ("location", Self.dataCentre),
            ]
        }
    }

    private static let dataCentre = "us"
}

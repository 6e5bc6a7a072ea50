public import BulkModel

/// What an application asks a person for, once everything about it is in order. (platform specification, section 3.1)
public struct ConsentRequest: Sendable {
    public let client: Client
    public let response: Response
    public let redirectURI: RedirectURI
    public let scopes: ScopeSet
    /// Whether the application may go on when the person isn't there.
    public let isOffline: Bool
    /// Goes back as it came; nil if there was none.
    public let state: String?
    public let challenge: CodeChallenge?

    /// What the application is sent.
    public enum Response: String, Sendable {
        case code
        /// An access token, at once.
        case token
    }
}

/// What is sent to an application as parameters of the address that a person is sent back to.
public enum ConsentAnswer: Sendable {
    case code(String)
    case token(AccessGrant)
    case refused
}

/// Why a person isn't asked, in words for whoever wrote the application: nothing of it is sent anywhere.
public enum ConsentProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownClient
    case selfClient
    case unknownAddress(String)
    case wrongResponse(ClientKind)
    case scopes(ScopeError)
    case unknownValue(parameter: String, choices: [String])
    case badChallenge
    case formExpired
    case noSuchUser

    public var description: String {
        switch self {
        case .unknownClient: "There is no client with this client_id. 'longshore client list' shows those there are."
        case .selfClient: "A self client has no need of this page: 'longshore token grant' makes codes for it."
        case .unknownAddress(let address):
            "The redirect_uri '\(address)' is none of the client's. It must be exactly as 'longshore client add' was told."
        case .wrongResponse(let kind):
            "The response_type of a client of type \(kind.rawValue) must be '\(kind == .browser ? "token" : "code")'."
        case .scopes(let error): "The scope won't do: \(error)."
        case .unknownValue(let parameter, let choices): "\(parameter) must be one of \(choices.joined(separator: ", "))."
        case .badChallenge: "A code_challenge has 43 to 128 letters, digits and signs of '-._~'."
        case .formExpired: "This page was open for too long, or it was not this server's. Go back to the application and begin again."
        case .noSuchUser: "There is no such user any more. Go back to the application and begin again."
        }
    }
}

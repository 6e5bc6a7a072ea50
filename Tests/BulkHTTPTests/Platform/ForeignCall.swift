import BulkModel
import BulkTesting
import Foundation
import HTTPTypes

/// A call that the second organisation makes.
struct ForeignCall {
    let method: HTTPRequest.Method
    let path: String
    var body: String?
    var headers: [String: String] = [:]
    /// A token of the second organisation goes with it unless it is told not to.
    var isAnonymous = false
    /// What of the first organisation the call names; nil for a call that names nothing and is answered with the second's own.
    let named: String?
    /// Whether the answer must be the same as with a name of nothing there is; if not, it must still be a refusal that tells nothing.
    var isLikeUnknown = true

    /// The same with a name of nothing there is, of the same kind and length.
    var unknown: ForeignCall {
        guard let named else { return self }
        let stranger = Self.stranger(to: named)
        return ForeignCall(
            method: method, path: path.replacing(named, with: stranger), body: body?.replacing(named, with: stranger),
            headers: headers.mapValues { $0.replacing(named, with: stranger) }, isAnonymous: isAnonymous, named: stranger)
    }

    /// Every second digit or letter one further on; hexadecimal digits stay such.
    static func stranger(to name: String) -> String {
        let order = Array("0123456789"), early = Array("abcdef"), late = Array("ghijklmnopqrstuvwxyz")
        return String(
            name.enumerated().map { index, character in
                guard index % 2 == 1, let row = [order, early, late].first(where: { $0.contains(character) }),
                    let place = row.firstIndex(of: character)
                else { return character }
                return row[(place + 1) % row.count]
            })
    }

    func sent(in world: ForeignWorld) async throws -> Answer {
        var fields = HTTPFields()
        if !isAnonymous { fields[.authorization] = "Zoho-oauthtoken \(world.token)" }
        fields[.contentType] = "application/json"
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        return try await world.tester.send(method, path, body: body.map { Data($0.utf8) }, headers: fields)
    }
}

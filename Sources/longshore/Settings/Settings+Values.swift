import Foundation

/// Values that several commands check alike.
extension Settings {
    /// - Throws: ``Failure`` for what can't be an address.
    func email(_ text: String) throws -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.contains(where: \.isWhitespace) else {
            throw Failure(.usage, "email takes an address such as admin@example.com, not '\(text)'")
        }
        return text
    }

    /// - Throws: ``Failure`` for what is no IANA name: official clients know no other.
    func timeZone(_ given: String?, default preset: String) throws -> String {
        let zone = string(.timeZone, given) ?? preset
        guard zone == "UTC" || zone.contains("/"), TimeZone(identifier: zone) != nil else {
            throw Failure(.usage, "time-zone takes an IANA name such as Europe/Berlin, not '\(zone)'")
        }
        return zone
    }

    /// Two capitals, or nil if nothing is said.
    func country(_ given: String?) throws -> String? {
        guard let code = string(.country, given) else { return nil }
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw Failure(.usage, "country takes a code of two capitals such as US, not '\(code)'")
        }
        return code
    }
}

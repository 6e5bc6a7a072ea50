import BulkEngine
import BulkModel

/// Which pages of other origins may call the API from a browser: those that tokens are sent to anyway, and those that are named.
/// (platform specification, section 18)
struct CrossOriginPolicy {
    let engine: Engine
    let named: Set<WebOrigin>

    /// - Parameter origin: as the browser tells it; `null` is none.
    func allows(_ origin: String) async -> Bool {
        guard let origin = WebOrigin(origin) else { return false }
        if named.contains(origin) { return true }
        // Clients come and go while the server runs. Where they can't be looked up nobody is let in, and the answer itself says what is wrong.
        let addresses = (try? await engine.redirectURIs(of: [.browser, .server])) ?? []
        return addresses.contains { RedirectURI($0).flatMap(WebOrigin.init(of:)) == origin }
    }
}

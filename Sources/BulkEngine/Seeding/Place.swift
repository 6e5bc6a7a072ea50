/// A town that exists.
struct Place: Sendable {
    let city: String
    let state: String
    let code: String
    /// Thousandths of a degree; north and east are positive.
    let latitude: Int64
    let longitude: Int64

    init(_ city: String, _ state: String, _ code: String, _ latitude: Int64, _ longitude: Int64) {
        self.city = city
        self.state = state
        self.code = code
        self.latitude = latitude
        self.longitude = longitude
    }
}

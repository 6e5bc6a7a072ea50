extension Engine {
    /// Brings the gauges of what is stored up to date, or gives up after a while: they keep what they had then.
    public func reportState() async {
        _ = await stateReport.value()
    }
}

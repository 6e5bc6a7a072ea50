extension Module {
    /// The fields that a version tells of. Clients of v2 can't live with a field `id`. (demands of SDKs, section 6)
    public func fields(listedIn version: APIVersion) -> [Field] {
        version.has(.recordIDIsField) ? fields : fields.filter { !$0.isRecordID && $0.apiName != "Converted__s" }
    }
}

import BulkEngine

/// What there is to know of an organisation's modules; it can be read, not changed. (platform specification, sections 9 to 12)
struct MetadataRoutes {
    let engine: Engine

    var routes: [Route] {
        ModuleMetadataRoutes(engine: engine).routes
            + FieldMetadataRoutes(engine: engine).routes
            + LayoutMetadataRoutes(engine: engine).routes
            + CustomViewMetadataRoutes(engine: engine).routes
    }
}

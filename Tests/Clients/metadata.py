"""The calls of Zoho's Python SDKs for users, modules, and what modules consist of."""

from sdks import SDK


class Metadata:
    """An initialised SDK and what it can ask about an organisation."""

    def __init__(self, sdk: SDK):
        self.sdk = sdk
        # Whether the module is told with each call, or once.
        self.is_current = sdk.version >= 5

    def users(self, type: str, **parameters):
        # Two versions have a choice of types.
        type = self.sdk.choice(type) if 6 <= self.sdk.version < 8 else type
        parameters = self.sdk.parameters("users.GetUsersParam", type=type, **parameters)
        return self.sdk.answer(self.operations("users").get_users(parameters))

    def user(self, id: str):
        return self.sdk.answer(self.operations("users").get_user(int(id)))

    def modules(self):
        return self.sdk.answer(self.operations("modules").get_modules())

    def module(self, name: str):
        operations = self.operations("modules")
        find = operations.get_module_by_api_name if self.is_current else operations.get_module
        return self.sdk.answer(find(name))

    def all(self, kind: str, module: str):
        """The `fields`, `layouts` or `custom_views` of a module."""
        find = f"get_{kind}"
        if not self.is_current:
            return self.sdk.answer(getattr(self.operations(kind, module), find)())
        parameters = self.sdk.parameters(f"{kind}.{self.class_name(find)}Param", module=module)
        return self.sdk.answer(getattr(self.operations(kind), find)(parameters))

    def one(self, kind: str, module: str, id: str):
        """One of these, by its id."""
        find = f"get_{kind.removesuffix('s')}"
        if not self.is_current:
            return self.sdk.answer(getattr(self.operations(kind, module), find)(int(id)))
        parameters = self.sdk.parameters(f"{kind}.{self.class_name(find)}Param", module=module)
        return self.sdk.answer(getattr(self.operations(kind), find)(int(id), parameters))

    def operations(self, kind: str, *module: str):
        return getattr(self.sdk.part(f"crm.api.{kind}"), f"{self.class_name(kind)}Operations")(*module)

    def class_name(self, words: str) -> str:
        return "".join(word.capitalize() for word in words.split("_"))

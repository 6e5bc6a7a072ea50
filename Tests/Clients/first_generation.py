"""Zoho's Python SDK of the first generation: v2 without bulk calls, and members of answers indexed without looking."""

from importlib import import_module
from pathlib import Path

from server import EMAIL, Longshore

PACKAGE = "zcrmsdk"


class FirstGeneration:
    """The initialised SDK. There is one in a process."""

    def __init__(self, server: Longshore, folder: Path):
        owner = server.owner
        self.sdk = import_module(PACKAGE)
        self.sdk.ZCRMRestClient.initialize(
            {
                "apiBaseUrl": server.url,
                "accounts_url": server.url,
                "client_id": owner["client_id"],
                "client_secret": owner["client_secret"],
                "redirect_uri": "https://zylker.example/callback",
                "currentUserEmail": EMAIL,
                "token_persistence_path": str(folder),
                "applicationLogFilePath": str(folder),
            }
        )
        self.tokens = self.sdk.ZohoOAuth.get_client_instance()
        self.tokens.generate_access_token_from_refresh_token(owner["refresh_token"], EMAIL)
        self.client = self.sdk.ZCRMRestClient.get_instance()

    @property
    def users(self):
        return self.client.get_organization_instance()

    def module(self, name: str):
        return self.client.get_module_instance(name)

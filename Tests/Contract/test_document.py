"""The document itself."""

from openapi_spec_validator import OpenAPIV31SpecValidator

from description import JSON


def test_the_document_is_openapi_3_1(description):
    assert [error.message for error in OpenAPIV31SpecValidator(description.document).iter_errors()] == []


def test_examples_are_what_their_schemas_say(description):
    checked = 0
    for operation in description.operations:
        bodies = [description.resolved(response) for response in operation.definition["responses"].values()]
        bodies.append(operation.definition.get("requestBody", {}))
        media = [body["content"][JSON] for body in bodies if JSON in body.get("content", {})]
        for part in media + description.parameters(operation):
            for example in examples(part):
                assert description.mismatches(part["schema"], example) == [], f"{operation}: {example}"
                checked += 1
    assert checked > 30


def examples(part: dict) -> list:
    """What a media type or a parameter gives as examples."""
    one = [part["example"]] if "example" in part else []
    return one + [example["value"] for example in part.get("examples", {}).values()]

"""What the commands say and do when the organisation's API credits are spent."""

import re

from commands import free_port

SPENT = re.compile(
    r"longshore: the organisation's API credits of 24 hours are spent, and this call can be made again from"
    r" \d{4}-\d\d-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d on\."
)


def test_an_import_ends_at_once_and_goes_on_when_there_are_credits_again(zylker, user):
    (user.home / "leads.csv").write_text("Last Name,Company\n" + "".join(f"Lead {number},Zylker\n" for number in range(4)))
    command = ["import", "Leads", "leads.csv", "--insert", "--yes", "--part-rows", "2"]
    port = free_port()
    with zylker.folder.serve("--port", port, "--daily-credits", "900") as server:
        user.log_in(zylker.folder, server)

        refused = user.run(*command, "--wait", "3s", timeout=60)

        assert refused.returncode == 79
        assert SPENT.search(refused.stderr), refused.stderr
        assert zylker.caller(server).export("Leads").count == 2
    with zylker.folder.serve("--port", port) as server:
        user.output(*command)

        assert zylker.caller(server).export("Leads").count == 4


def test_an_export_says_that_the_credits_are_spent(zylker, user):
    with zylker.folder.serve("--daily-credits", "100") as server:
        user.log_in(zylker.folder, server)
        user.output("export", "Leads", "-o", "first.csv")

        refused = user.run("export", "Leads", "-o", "second.csv", timeout=60)

        assert refused.returncode == 79
        assert SPENT.search(refused.stderr), refused.stderr
        assert not (user.home / "second.csv").exists()


def test_a_call_that_costs_more_than_a_days_credits_is_told_as_that(zylker, user):
    with zylker.folder.serve("--daily-credits", "40") as server:
        user.log_in(zylker.folder, server)

        refused = user.run("export", "Leads", "-o", "leads.csv", timeout=60)

        assert refused.returncode == 79
        assert "costs more API credits than the organisation has in 24 hours" in refused.stderr


def test_one_call_at_a_time_is_waited_for_and_not_called_spent_credits(zylker, user):
    with zylker.folder.serve("--concurrent-calls", "1") as server:
        user.log_in(zylker.folder, server)
        (user.home / "leads.csv").write_text("Last Name,Company\n" + "".join(f"Lead {number},Zylker\n" for number in range(6)))
        commands = [
            user.start("import", "Leads", "leads.csv", "--insert", "--yes", "--part-rows", "2", "--json"),
            user.start("export", "Leads", "-o", "leads-out.csv"),
        ]
        for command in commands:
            _, words = command.communicate(timeout=120)
            assert command.returncode == 0, words
            assert "credits" not in words
        assert zylker.caller(server).export("Leads").count == 6

"""`yimen department`: register the departments that entrust townships and confirm benefits."""

import argparse

from yimen.cli.hours import command_time
from yimen.rules.access import system_actor
from yimen.rules.errors import N_

_ACTOR = system_actor("yimen department")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """open."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    opened = acts.add_parser("open", help="登记一个县级或市级部门")
    opened.add_argument("region", help="县或市的区划，12 位代码，如 130921000000")
    opened.add_argument("department", help="事项清单里的部门，如 民政、林业和草原")
    opened.add_argument("name", help="机关全称，落款用，如 沧县民政局")
    opened.add_argument("mark", help="文号里的机关代字，如 沧县民")


def run(arguments: argparse.Namespace) -> int:
    """0 when done; one that is there already stays as it is. Refusals are told by the frame."""
    from yimen.usecases.orgs.actions import open_department
    from yimen.usecases.orgs.organs import find_organ

    open_department(
        actor=_ACTOR,
        now=command_time(),
        region_code=arguments.region,
        department=arguments.department,
        name=arguments.name,
        paper_mark=arguments.mark,
    )
    organ = find_organ(region_code=arguments.region, department=arguments.department)
    print(N_("已登记：{name}。").format(name=organ.name if organ else arguments.name))
    if organ is not None and not organ.court:
        print(N_("复议机关和管辖法院还没有登记，请县政务办在“机关和救济途径”里核对。"))
    return 0

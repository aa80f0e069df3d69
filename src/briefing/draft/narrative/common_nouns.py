"""English words that names of indicators begin with and that are no names of their own: "Population", "Share".

A word that is not known here stays as the data have it, as a proper noun does: "Brent crude", "Dow Jones index".
"""

from __future__ import annotations

import re
from typing import Final

_LISTED: Final = """
a about above access accidents accommodation account accounts active activity actual adjusted adolescent adult
adults advanced affordable age aged agricultural agriculture aid air airport all amount and animal annual applicants
applications apprentices aquaculture area areas arrears arrivals art arts as asset assets assistance asylum at
attacks attendance availability available average balance bank banking bankruptcies banks base basic basket beds
beef beer benefit benefits bicycles biomass birth births blood bond bonds books border borrowers borrowing bread
broad broadband budget building buildings burden bus buses business businesses by calls capacity capita capital car
carbon care cargo cars cases cash catch cattle central cereal cereals change changes charge charges chemical
chemicals child childhood children cigarettes city claims clean clients climate closing clothing club coal cocoa
coffee collected college commercial commodity common communications commuters companies company complaints
completions components composite concentration confidence construction consumer consumers consumption container
containers contract contracts contribution contributions convictions copper core corn corporate corruption cost
costs cotton count country counts courses coverage credit crime crimes criminal crop crops crude cultural cumulative
currency current customer customers customs cycling cyclists daily damage data day days death deaths debt deep
defence defense deficit deliveries demand density departures deposits depth device devices diesel direct disability
disease disposable distance divorces doctoral doctors domestic downloads drinking driving drug dry duration
dwellings early earnings economic economy education effective efficiency egg eggs elderly electric electrical
electricity elementary emigration emission emissions employed employee employees employer energy enterprise
enterprises entries equipment equity estimated ethnic exchange expected expenditure expenditures expense expenses
export exports external extreme factory failures families family farm farms fatal fatalities federal fees female
fertiliser fertility fertilizer final finance financial firms first fiscal fish fisheries fixed flight flights flow
flows food for foreign forest fossil freight fresh freshwater from fruit fuel fuels full funding funds furniture gap
gas gasoline gender general generated geothermal girls global gold goods government graduates grants green
greenhouse gross grossed ground groundwater group growth guests hazardous headline health heat heating heavy height
high higher highest hires holdings holidays home homeless homes homicides hospital hospitals hot hotel hotels hour
hourly hours house household households housing hydro hydroelectric hydropower ice illiteracy immigrants immigration
immunisation immunization import imports in incidents income incomes index indicator indicators individual
individuals industrial industry inequality infant infants infections inflation inflow inflows infrastructure initial
injuries inland inputs insolvencies installed insurance intensity interest intermediate internal international
internet invention inventories investment investments investors invoices job jobs key kilometres kilowatt labor
labour land landings large leading length level levels library life light lines liquid literacy livestock living
loan loans local long loss losses low lower lowest machinery mail maize male males manufactured manufacturing marine
market marriages material materials maternal maximum mean meat median medical medicine members men merchandise metal
metals methane migrants migration military milk mineral minerals mines minimum mining minutes mobile monetary money
monthly mortality mortgage mortgages motor municipal national native natural net new newspapers night nights
nitrogen nitrous nominal non nuclear number numbers nurses nutrition obesity occupancy occupied of offences
offenders offices official oil old on one online open opening operating or orders organic other others outbound
outflow outflows output overall overcrowding overdue overnight overseas own ownership ozone paid parliamentary part
participation particulate passenger passengers patent patents patients payments peak pedestrians pension pensioners
pensions people per percent percentage permits persons petrol petroleum phone phones physicians pigs places planned
plants plastic police pollution poor population portfolio ports post poultry poverty power precipitation pregnancies
premiums prescriptions prevalence price prices primary prison prisoners private processed producer producers product
production products professional profit profits programme programmes projects property proportion protected province
provisional public published pupils purchases purchasing quantity quarterly quotas rail railway rain rainfall range
ranking rate rates ratio raw readers real receipts recorded recycled recycling refined refugees regional registered
registrations relative remittances remote renewable renewables rent rental rents repairs reported repossessions
research reserve reserves residential residents resources respondents retail retired return returns revenue revenues
rice risk river road roads robberies robots rural safety salaries salary sales sanitation satisfaction savings
scheduled school schools scientific sea seasonal seats second secondary sector sectors seed self senior service
services settlements sewage share shares sheep shipments shipping ships shops short sick single skilled small
smokers smoking snow social software soil solar solid soybean soybeans speed spending spot staff stage standard
starts state steel stock stocks storage street strikes student students subscribers subscriptions subsidies sugar
suicide suicides summer sunshine supply support surface surplus survey survival suspended tariff tax taxes tea
teacher teachers technical technology teenage telecom telephone temperature temperatures temporary tertiary textile
textiles than the theft thefts thermal third tickets timber time to tobacco tonnes top total tourism tourist
tourists tractors trade trading traffic trained training transactions transfers transit transport transportation
travel travellers trees trips trucks turnover under undernourished undernourishment unemployed unemployment unfilled
unit university unpaid upper uranium urban usage use used users utilities vacancies vaccinations vaccine value
values vegetable vegetables vehicle vehicles vessels victims views visitors visits volume vote voter voters votes
wage wages waiting waste wastewater water wealth weather websites weekly weight welfare wheat wholesale wind wine
winter with without women wood wool work workers workforce working workplace world yearly yield yields young youth
zinc
"""
_WORDS: Final = frozenset(_LISTED.split())
# Endings of common nouns alone.
_ENDINGS: Final = re.compile(r"[a-z]{3,}(?:tions?|ments?|ness|ilit(?:y|ies)|ivity|ships?)$")


def is_common(word: str) -> bool:
    """Whether an English word, as a name has it, is no proper noun or abbreviation for all that is known."""
    plain = word.strip("(),:;").lower()
    if not plain.isascii() or word.strip("(),:;")[1:] != plain[1:]:
        return False  # "GDP", "CO2", "mRNA", and what is written in another language
    parts = plain.split("-")
    return all(part in _WORDS or _ENDINGS.fullmatch(part) is not None for part in parts)

